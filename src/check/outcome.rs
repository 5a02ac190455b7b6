//! From findings to a suggested outcome, with all grounds in PRODUCT's order.
