import Crypto
import FoundationEssentials
import Models
import NIOSSL
import SwiftASN1
import X509

/// A self-signed certificate, made on the spot.
struct TestCertificate: Sendable {
    let tls: TLSConfiguration
    let pem: String
    let pin: CertificatePin

    init(host: String) throws {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("Test") }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(bytes: [1, 2, 3]), publicKey: .init(key.publicKey),
            notValidBefore: Date(timeIntervalSince1970: 1_577_836_800), notValidAfter: Date(timeIntervalSince1970: 4_070_908_800),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                SubjectAlternativeNames([.dnsName(host)])
            }, issuerPrivateKey: .init(key))
        pem = try certificate.serializeAsPEM().pemString
        pin = CertificatePin(validated: Bytes(SHA256.hash(data: key.publicKey.derRepresentation)))
        tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(try NIOSSLCertificate(bytes: Bytes(pem.utf8), format: .pem))],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Bytes(key.pemRepresentation.utf8), format: .pem)))
    }
}
