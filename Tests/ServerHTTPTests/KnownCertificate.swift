/// The certificate was made, and its pin computed, with OpenSSL:
/// `openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256`.
enum KnownCertificate {
    static let pin = "uBxc4857LgyQnmyrthcR2qqFE3EedRwbM4+XYPCSGZo="
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBhTCCASugAwIBAgIULnpkDjG/GuNXK5C1vC3plGF3GJswCgYIKoZIzj0EAwIw
        FzEVMBMGA1UEAwwMaG9tZS5leGFtcGxlMCAXDTI2MTEyMzE3MzgwOFoYDzIxMjYx
        MDMwMTczODA4WjAXMRUwEwYDVQQDDAxob21lLmV4YW1wbGUwWTATBgcqhkjOPQIB
        BggqhkjOPQMBBwNCAASTQyzmRaHmKtz9/Q9Kgvkluyg8zDU6OJjt7fxTaqJ2ePlV
        foIv3GBtq5wUO2U9Qm34VvIXhW4cOjo1hg0p5yWHo1MwUTAdBgNVHQ4EFgQUiDBJ
        ng13hfMI8AzCwACPJ/Ft4GQwHwYDVR0jBBgwFoAUiDBJng13hfMI8AzCwACPJ/Ft
        4GQwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBHfCFSrZdVA38L
        dFDoPwj29b3usbkr8eTPazK+/VmPFgIhALooSb6TVktrZQpYGZntTg31mdT0wJ43
        fHrpNOMtc1qR
        -----END CERTIFICATE-----
        """
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7tWl3ywfFAIb+AEJ
        3su0o580pOEm0S+EP3HkbKkBDZ2hRANCAASTQyzmRaHmKtz9/Q9Kgvkluyg8zDU6
        OJjt7fxTaqJ2ePlVfoIv3GBtq5wUO2U9Qm34VvIXhW4cOjo1hg0p5yWH
        -----END PRIVATE KEY-----
        """
}
