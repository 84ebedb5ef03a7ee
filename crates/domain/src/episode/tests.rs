//! Opening, closing and opening again.
