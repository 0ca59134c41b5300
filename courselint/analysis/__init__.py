"""What checks share: facts that take more than one line of a file to see."""
