"""Reports as an xlsx workbook."""
