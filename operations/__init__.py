"""Order to cash. Empty in the first issue but for the purchase orders that documents are matched to."""
