"""The directory as files for others: Open Referral UK JSON, GeoJSON and our own CSV."""
