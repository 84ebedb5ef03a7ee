//! Worked examples, one a figure.
