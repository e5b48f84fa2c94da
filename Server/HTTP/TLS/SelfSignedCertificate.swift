import Crypto
import FoundationEssentials
package import Models
import NIOCore
import SwiftASN1
import X509

/// A self-signed certificate, for clients that know its pin.
package struct SelfSignedCertificate: Sendable {
    package let certificatePEM: String
    package let keyPEM: String

    /// - Parameters:
    ///   - names: the host names and addresses under which clients reach the server; at least one.
    ///   - now: the certificate is valid from a day before, for a hundred years. The only way to renew a pin is to tell every user.
    ///   - random: returns the requested number of random octets.
    /// - Throws: swift-certificates' error if signing fails.
    package init(names: [String], now: Instant, random: (Int) -> Bytes) throws {
        let key = Self.key(random)
        let signer = Certificate.PrivateKey(key)
        let subject = try DistinguishedName { CommonName("Twofold server") }
        let start = Date(timeIntervalSince1970: Double(now.milliseconds / 1000)) - 86_400
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: [0x01] + random(15)),
            publicKey: signer.publicKey,
            notValidBefore: start,
            notValidAfter: start + 36_500 * 86_400,
            issuer: subject,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names.map(Self.generalName))
            },
            issuerPrivateKey: signer)
        certificatePEM = try certificate.serializeAsPEM().pemString + "\n"
        keyPEM = key.pemRepresentation + "\n"
    }

    /// Almost any 32 octets are a valid key, so the loop rarely repeats.
    private static func key(_ random: (Int) -> Bytes) -> P256.Signing.PrivateKey {
        while true {
            if let key = try? P256.Signing.PrivateKey(rawRepresentation: random(32)) { return key }
        }
    }

    private static func generalName(_ name: String) -> GeneralName {
        guard let address = try? SocketAddress(ipAddress: name, port: 0) else { return .dnsName(name) }
        return .ipAddress(ASN1OctetString(contentBytes: ArraySlice(address.ipOctets)))
    }
}
