//! Order, class and ending of alerts.
