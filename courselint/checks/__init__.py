"""One algorithm a module: what it reads, and the hits it yields."""
