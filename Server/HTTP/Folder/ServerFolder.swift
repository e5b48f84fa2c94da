import FoundationEssentials
package import Models

/// What a server keeps in its data folder beside the database, readable by its owner alone.
package struct ServerFolder: Sendable {
    package let path: String

    /// Makes the folder where it is not there.
    ///
    /// - Throws: `ServerFault`.
    package init(path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ServerFault(
                "The data folder cannot be made: \(path). See to it that there is room, and that you may write there.")
        }
    }

    /// The certificate made for this folder: made the first time, the same one from then on.
    ///
    /// - Parameters: see `SelfSignedCertificate`.
    /// - Throws: `ServerFault`, or what swift-certificates throws.
    package func selfSignedCertificate(names: [String], now: Instant, random: (Int) -> Bytes) throws -> TLSFiles {
        let certificate = file("certificate.pem")
        let key = file("certificate-key.pem")
        // The certificate is written last, so that it is there only with its key.
        if try certificate.read() == nil {
            let made = try SelfSignedCertificate(names: names, now: now, random: random)
            try key.replace(with: made.keyPEM)
            try certificate.replace(with: made.certificatePEM)
        }
        return try TLSFiles(certificatePath: certificate.path, keyPath: key.path)
    }

    /// The token that founding a couple takes, made the first time.
    ///
    /// - Parameter renewing: make another, in place of the one that is there.
    /// - Throws: `ServerFault`.
    package func registrationToken(renewing: Bool = false, random: (Int) -> Bytes) throws -> RegistrationToken {
        let file = file("registration-token")
        if !renewing, let text = try file.read() {
            guard let token = RegistrationToken(text) else { throw ServerFault("This is no registration token: \(file.path)") }
            return token
        }
        let token = RegistrationToken(random: random)
        try file.replace(with: token.text + "\n")
        return token
    }

    /// Keeps the line that a client begins with, for whoever runs the server to look at: it holds the registration token.
    ///
    /// - Throws: `ServerFault`.
    package func keep(line: String) throws { try file("line").replace(with: line + "\n") }

    private func file(_ name: String) -> PrivateFile { PrivateFile(path: path + "/" + name) }
}
