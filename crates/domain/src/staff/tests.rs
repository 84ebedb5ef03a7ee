//! Who works here, in which role, and who may sign in.
