import Crypto
package import Models
package import NIOSSL

/// A certificate with its chain, and the key to it, both PEM.
package struct TLSFiles: Sendable {
    private let chain: [NIOSSLCertificate]
    private let key: NIOSSLPrivateKey
    /// Of the certificate's own key.
    package let pin: CertificatePin

    /// - Throws: `ServerFault`, if a file cannot be read or is not what it should be.
    package init(certificatePath: String, keyPath: String) throws {
        guard let chain = try? NIOSSLCertificate.fromPEMFile(certificatePath), let leaf = chain.first,
            let spki = try? leaf.extractPublicKey().toSPKIBytes()
        else { throw ServerFault("The certificate cannot be read: \(certificatePath)") }
        guard let key = try? NIOSSLPrivateKey(file: keyPath, format: .pem) else {
            throw ServerFault("The certificate's key cannot be read: \(keyPath)")
        }
        self.chain = chain
        self.key = key
        pin = CertificatePin(validated: Bytes(SHA256.hash(data: spki)))
    }

    /// TLS 1.3 alone: every client that there is speaks it.
    package var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv13
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }
}
