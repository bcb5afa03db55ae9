"""Which order and which earlier document a paper belongs to, with score and reasons. Pure."""
