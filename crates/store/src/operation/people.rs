//! Operations on people.
