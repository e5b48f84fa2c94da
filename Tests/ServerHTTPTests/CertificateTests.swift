import Crypto
import FoundationEssentials
import Models
import NIOSSL
import ServerHTTP
import Testing
import Wire

@Suite("The server's certificate")
struct CertificateTests {
    @Test func `the pin is the SHA-256 of the public key as OpenSSL writes it`() throws {
        let folder = try TemporaryFolder()
        try folder.write("c.pem", KnownCertificate.certificate)
        try folder.write("k.pem", KnownCertificate.key)
        let files = try TLSFiles(certificatePath: folder.path + "/c.pem", keyPath: folder.path + "/k.pem")
        #expect(files.pin.description == KnownCertificate.pin)
    }

    @Test func `a certificate is made once, and is the same from then on`() throws {
        let folder = try TemporaryFolder()
        func pin() throws -> CertificatePin {
            try ServerFolder(path: folder.path + "/data")
                .selfSignedCertificate(names: ["home.example"], now: .example, random: random).pin
        }
        let first = try pin()
        #expect(try pin() == first)
        try folder.remove("data/certificate.pem")
        #expect(try pin() != first)
    }

    @Test func `only its owner may read the key`() throws {
        let folder = try TemporaryFolder()
        let data = try ServerFolder(path: folder.path + "/data")
        _ = try data.selfSignedCertificate(names: ["home.example"], now: .example, random: random)
        #expect(try folder.permissions("data") == 0o700)
        #expect(try folder.permissions("data/certificate-key.pem") == 0o600)
    }

    @Test func `a certificate names the hosts and addresses that it is for`() throws {
        let made = try SelfSignedCertificate(names: ["home.example", "192.0.2.1", "2001:db8::1"], now: .example, random: random)
        let certificate = try NIOSSLCertificate(bytes: Array(made.certificatePEM.utf8), format: .pem)
        let names = certificate._subjectAlternativeNames()
        let contents = names.map { Array($0.contents) }
        #expect(contents.contains(Array("home.example".utf8)))
        #expect(contents.contains([192, 0, 2, 1]))
        #expect(contents.contains { $0.count == 16 && $0.starts(with: [0x20, 0x01, 0x0D, 0xB8]) })
        #expect(certificate.notValidBefore < 1_800_000_000 && certificate.notValidAfter > 1_800_000_000 + 99 * 365 * 86_400)
    }

    @Test func `what cannot be read is named by its path`() throws {
        let folder = try TemporaryFolder()
        try folder.write("c.pem", KnownCertificate.certificate)
        let fault = #expect(throws: ServerSetUpError.self) {
            try TLSFiles(certificatePath: folder.path + "/c.pem", keyPath: folder.path + "/none.pem")
        }
        #expect(fault?.description == "The certificate's key can't be read: \(folder.path)/none.pem")
    }
}

/// Needn't be the same in every run: nothing depends on the bytes.
func random(_ count: Int) -> Bytes {
    SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Bytes($0) }
}
