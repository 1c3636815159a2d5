//! Stagecraft.
