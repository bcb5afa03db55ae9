"""The generator of training documents: invented companies, trades and papers, laid out by interchangeable blocks."""
