//! What a headline says whatever order its casework comes in.
