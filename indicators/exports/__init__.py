"""Files of answers and of units: a document is put together once and written as XLSX or DOCX."""
