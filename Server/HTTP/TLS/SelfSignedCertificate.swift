import Crypto
import FoundationEssentials
package import Models
import NIOCore
import SwiftASN1
import X509

/// A certificate that vouches for itself, for clients that know its pin.
package struct SelfSignedCertificate: Sendable {
    package let certificatePEM: String
    package let keyPEM: String

    /// - Parameters:
    ///   - names: host names and addresses under which clients reach the server; at least one.
    ///   - now: valid from a day before, for a hundred years: a pin has no other way to be renewed than to tell everybody.
    ///   - random: as many random octets as are asked for.
    /// - Throws: what swift-certificates throws when it cannot sign.
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

    /// Nearly every 32 octets are a key; the loop ends at once.
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
