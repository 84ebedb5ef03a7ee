//! What an attacker can and cannot work out.
