"""Grammar with a real LanguageTool: found, started, asked, and read strictly."""
