//! Clock changes, days past and cancelling.
