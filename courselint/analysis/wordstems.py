"""English words brought to a common stem, roughly: enough to see that “stopping” and “stops” are one word."""

from __future__ import annotations

from functools import lru_cache

from courselint.analysis.wording import word_set

# Longest first.
_ENDINGS = (
    "izations", "ization", "ational", "ations", "itions", "ation", "ition", "ities", "ments", "ment", "ness", "ings",
    "ions", "ives", "ized", "izes", "ised", "ises", "able", "ible", "ally", "ing", "ion", "ive", "ize", "ise", "ity",
    "ial", "ies", "ied", "ers", "ors", "ed", "er", "or", "es", "al", "ic", "ly", "s", "e", "y",
)  # fmt: skip
SHORTEST = 4

# Words of quizzes and of every subject, which give nothing away.
COMMON = word_set(
    """about above according achieve action actions added adding additional after again against allow allowed allows
    already also always amount another answer answers apply applied around assume available based because become been
    before being below best better between both call called cannot case cases cause caused causes certain change changed
    changes changing characteristic choice choices choose common complete condition consider considered contain contains
    correct correctly could create created creates creating current currently define defined defines describe described
    describes description determine differ difference different directly does doing done during each easily effect
    either else enable ensure enter entire even every example examples exist existing exists explain false feature
    features find first follow followed following follows form found from function functions general generally gets give
    given gives goal goals group happen happens have having help helps here high higher however identify important
    improve include included includes including incorrect increase indicate indicates information instead into item
    items kind kinds know known large larger last lead least less like list location look made main make makes making
    many mean meaning means meant method methods might more most much must name named need needed needs never number
    numbers object objects obtain occur only open option options order other others output over part particular
    parts perform performed place point points possible present problem problems process produce program property
    provide provided provides purpose question questions rather reason reasons receive recommended refer refers
    represent represents require required requirement requirements requires result results return returned returns right
    same save section select selected separate series service services set sets several should show shown shows similar
    since single situation small smaller some something specific specified specify start state statement statements
    step steps still such support system take takes task tell term terms test than that their them then there these they
    thing things this those three through time times total true type types typically under understand until update
    used user users uses using usually valid value values various very want wants well were what when where whether
    which while whole whose will with within without word words work working works would write written wrong your"""
)


@lru_cache(maxsize=8192)
def stem_of(word: str) -> str:
    """The stem that its forms share: “optimizer”, “optimizing” and “optimized” give “optimiz”, or so."""
    word = word.lower().replace("’", "'").split("'")[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            break
    # “stopping”, “stops”.
    if len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "aeioulsz":
        word = word[:-1]
    return word
