//! Rows, their order and their limit.
