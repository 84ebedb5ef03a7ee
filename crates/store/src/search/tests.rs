//! Finding people, as those who look for them meet it.
