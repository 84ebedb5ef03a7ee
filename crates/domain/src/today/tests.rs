//! A day put together.
