"""What each page shows: one frozen dataclass a page, exactly what its template may use."""
