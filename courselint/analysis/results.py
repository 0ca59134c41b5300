"""What well-known functions and methods return: numbers that round, counts, shapes, text, or what they were given.

The tables go by the last part of a name; `np`, `torch`, `tf` and `pandas` agree on what they mean by it. Sources: the
reference of Python's `math` and `statistics`, of NumPy, pandas, PyTorch and TensorFlow.
"""

from __future__ import annotations

import re
from typing import Literal

Result = Literal[
    "count", "text", "none", "passed", "summed", "averaged", "computed", "root", "rounded", "exact", "tolerant"
]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Modules whose functions the tables speak of; a name from elsewhere is somebody's own.
NUMERIC_MODULES = _names(
    "numpy math cmath torch tensorflow pandas statistics scipy jax mxnet sklearn keras copy builtins fractions"
    " decimal functools itertools operator pytest unittest cupy autograd random"
)
# What a function that compares may come from; one from elsewhere compares in its own way.
TESTING_MODULES = NUMERIC_MODULES | _names("nose fastcore nbdev fastai testing chex absl twisted django assertpy")
USUAL_NAMES = {
    "np": "numpy", "numpy": "numpy", "math": "math", "torch": "torch", "tf": "tensorflow", "pd": "pandas",
    "scipy": "scipy", "F": "torch.nn.functional", "statistics": "statistics", "jnp": "jax.numpy", "plt": "matplotlib",
    "sp": "scipy", "stats": "scipy.stats", "la": "numpy.linalg", "LA": "numpy.linalg", "pytest": "pytest",
}  # fmt: skip

COUNT = _names(
    "len ord hash id argmax argmin argsort count_nonzero searchsorted ndim bincount digitize nonzero flatnonzero"
    " floor ceil gcd lcm factorial comb perm isqrt matrix_rank randint nunique count index find rfind bit_length"
    " int trunc numel int8 int16 int32 int64 uint8 uint16 uint32 uint64 size dim value_counts idxmax idxmin"
    " factorize arg_max argwhere rint fix nlevels duplicated isna isnull notna isin long"
)
TEXT = _names(
    "str repr format chr hex bin oct input ascii join upper lower strip lstrip rstrip replace title capitalize"
    " read readline to_string dumps hexdigest digest md5 sha1 sha256 sha512 encode decode getvalue strftime"
    " isoformat to_csv type"
)
NOTHING = _names(
    "bool isinstance issubclass callable hasattr any all isclose allclose array_equal startswith endswith isdigit"
    " isalpha isnan isinf isfinite signbit equals equal greater less not_equal logical_and logical_or logical_not"
    " exists is_integer Fraction Decimal keys open compile match search fullmatch columns datetime timedelta"
    " Timestamp"
)
PASSED = _names(
    "array asarray asanyarray ascontiguousarray list tuple set frozenset sorted reversed max min abs fabs"
    " absolute amax amin maximum minimum fmax fmin sort reshape transpose ravel flatten squeeze expand_dims"
    " concatenate vstack hstack stack column_stack dstack copy deepcopy float float32 float64 float16 double"
    " tensor as_tensor constant Variable convert_to_tensor from_numpy Series DataFrame Index full full_like where"
    " diag unique tile repeat broadcast_to roll flip fliplr flipud clip relu tolist item numpy detach cpu cuda to"
    " view values to_numpy get iter next nan_to_num asfarray matrix mat atleast_1d atleast_2d triu tril append"
    " insert delete take head tail sort_values reset_index set_index dropna fillna contiguous clone permute"
    " unsqueeze swapaxes moveaxis real positive negative cat Tensor FloatTensor nanmax nanmin cummax cummin"
    " sort_index sample pop mode toarray todense A1 reduce_max reduce_min to_list namedtuple array_split split"
    " rename drop drop_duplicates defaultdict OrderedDict asmatrix"
)
SUMMED = _names(
    "sum nansum cumsum dot matmul mm bmm mv prod cumprod cross outer inner vdot diff trace einsum convolve"
    " correlate multiply add subtract tensordot kron square reduce_sum add_n polyval meshgrid arange fsum"
)
AVERAGED = _names("mean average nanmean reduce_mean median nanmedian fmean divide true_divide proportion")
ROOT = _names("sqrt hypot norm dist std var pstdev stdev variance pvariance nanstd nanvar ptp cbrt quantile percentile")
COMPUTED = _names(
    "sin cos tan asin acos atan atan2 arcsin arccos arctan arctan2 sinh cosh tanh asinh acosh atanh arcsinh"
    " arccosh arctanh exp exp2 expm1 log log2 log10 log1p logaddexp logsumexp degrees radians deg2rad rad2deg erf"
    " erfc gamma lgamma softmax log_softmax sigmoid softplus gelu selu swish expit logit det slogdet inv pinv"
    " solve lstsq eig eigh eigvals eigvalsh svd svdvals qr cholesky cond expm logm sqrtm fft ifft rfft irfft fft2"
    " polyfit interp linspace geomspace logspace trapz trapezoid simpson cov corrcoef corr skew kurtosis kurt sem"
    " harmonic_mean geometric_mean cross_entropy binary_cross_entropy mse_loss nll_loss cdf pdf pmf ppf sf logpdf"
    " logpmf zscore quad odeint solve_ivp brentq newton minimize curve_fit f1_score roc_auc_score log_loss"
    " cosine_similarity matrix_power"
)
ROUNDED = _names("round around round_")
EXACT = _names("zeros ones eye identity zeros_like ones_like empty inf infinity sign heaviside one_hot to_categorical")
TOLERANT = _names("approx IsFloat IsApprox ApproxEqual")

# Attributes: what they are whatever the object is.
COUNT_ATTRIBUTES = _names(
    "shape ndim size numerator denominator nbytes itemsize nnz year month day hour minute second maxlen"
)
NOTHING_ATTRIBUTES = _names("dtype columns name __name__ __class__ device requires_grad names args index_names dtypes")
PASSED_ATTRIBUTES = _names("T values real data flat A loc iloc at iat array imag H mT")
CONSTANTS = _names("pi e tau euler_gamma")

# Hyperparameters and settings: a value that somebody wrote down and the test reads back, not a result.
SETTINGS = _names(
    "lr learning_rate dropout dropout_rate rate momentum eps epsilon weight_decay decay test_size train_size"
    " validation_split threshold tol tolerance atol rtol temperature timeout version discount_factor discount"
    " keep_prob drop_prob noise_std seed l2 l1 lambda_ reg delay interval dt step_size stepsize drop_rate"
    " attn_dropout"
)

# Words for what is worked out, in the names of attributes and functions.
RESULT_WORD = re.compile(
    r"(?i)mean|average|sum|total|area|volume|distance|balance|price|cost|score|accuracy|loss|error|std|var|norm|result"
    r"|median"
)


def result_of(name: str) -> Result | None:
    """What a function called `name` (its last part) returns; None if the tables don't know it."""
    for names, result in _TABLE:
        if name in names:
            return result
    return None


_TABLE: tuple[tuple[frozenset[str], Result], ...] = (
    (COUNT, "count"),
    (TEXT, "text"),
    (NOTHING, "none"),
    (PASSED, "passed"),
    (SUMMED, "summed"),
    (AVERAGED, "averaged"),
    (ROOT, "root"),
    (COMPUTED, "computed"),
    (ROUNDED, "rounded"),
    (EXACT, "exact"),
    (TOLERANT, "tolerant"),
)
