"""Certificates for as long as a test lasts, by openssl."""

import shutil

OPENSSL = shutil.which("openssl")
# Quick to make; what GUIDE has people make is made in its own test.
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
DAYS = ("-days", "2")


def of_host(address, key, certificate):
    """Return the words with which openssl makes a host's certificate, self-signed.

    Parameters
    ----------
    address : str
        Of the host, a number.
    key, certificate : Path
        The files that are written.
    """
    named = ("-subj", f"/CN={address}", "-addext", f"subjectAltName=IP:{address}")
    return ("req", "-x509", *KEY, *DAYS, *named, "-keyout", key, "-out", certificate)
