import Crypto
package import Models
package import NIOSSL

/// A certificate with its chain, and its private key, both PEM.
package struct TLSFiles: Sendable {
    private let chain: [NIOSSLCertificate]
    private let key: NIOSSLPrivateKey
    /// The pin of the certificate's own public key.
    package let pin: CertificatePin

    /// - Throws: `ServerSetUpError` if a file can't be read or has the wrong contents.
    package init(certificatePath: String, keyPath: String) throws {
        guard let chain = try? NIOSSLCertificate.fromPEMFile(certificatePath), let leaf = chain.first,
            let spki = try? leaf.extractPublicKey().toSPKIBytes()
        else { throw ServerSetUpError("The certificate can't be read: \(certificatePath)") }
        guard let key = try? NIOSSLPrivateKey(file: keyPath, format: .pem) else {
            throw ServerSetUpError("The certificate's key can't be read: \(keyPath)")
        }
        self.chain = chain
        self.key = key
        pin = CertificatePin(validated: Bytes(SHA256.hash(data: spki)))
    }

    /// Only TLS 1.3: every client supports it.
    package var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv13
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }
}
