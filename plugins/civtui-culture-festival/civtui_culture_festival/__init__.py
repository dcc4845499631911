"""The culture festival (机关文化节)."""
