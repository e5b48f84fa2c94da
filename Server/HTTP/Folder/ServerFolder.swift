import FoundationEssentials
package import Models

/// What a server keeps in its data folder besides the database. Only the owner can read it.
package struct ServerFolder: Sendable {
    package let path: String

    /// Creates the folder if it doesn't exist.
    ///
    /// - Throws: `ServerSetUpError`.
    package init(path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ServerSetUpError(
                "The data folder can't be made: \(path). Check that there is room, and that you may write there.")
        }
    }

    /// The certificate of this folder. Created on first use and kept.
    ///
    /// - Parameters: see `SelfSignedCertificate`.
    /// - Throws: `ServerSetUpError`, or swift-certificates' error.
    package func selfSignedCertificate(names: [String], now: Instant, random: (Int) -> Bytes) throws -> TLSFiles {
        let certificate = file("certificate.pem")
        let key = file("certificate-key.pem")
        // Write the certificate last, so that it never exists without its key.
        if try certificate.read() == nil {
            let made = try SelfSignedCertificate(names: names, now: now, random: random)
            try key.replace(with: made.keyPEM)
            try certificate.replace(with: made.certificatePEM)
        }
        return try TLSFiles(certificatePath: certificate.path, keyPath: key.path)
    }

    /// The token needed to found a couple. Created on first use.
    ///
    /// - Parameter renewing: whether to replace an existing token.
    /// - Throws: `ServerSetUpError`.
    package func registrationToken(renewing: Bool = false, random: (Int) -> Bytes) throws -> RegistrationToken {
        if !renewing, let token = try keptRegistrationToken() { return token }
        let token = RegistrationToken(random: random)
        try keep(token: token)
        return token
    }

    /// The same, unless there is none yet.
    ///
    /// - Throws: `ServerSetUpError`.
    package func keptRegistrationToken() throws -> RegistrationToken? {
        let file = file("registration-token")
        guard let text = try file.read() else { return nil }
        guard let token = RegistrationToken(text) else {
            throw ServerSetUpError("This isn't a registration token: \(file.path)")
        }
        return token
    }

    /// - Throws: `ServerSetUpError`.
    package func keep(token: RegistrationToken) throws { try file("registration-token").replace(with: token.text + "\n") }

    /// Saves the command line for setting up a client, for the operator to look up. It contains the registration token.
    ///
    /// - Throws: `ServerSetUpError`.
    package func keep(line: String) throws { try file("line").replace(with: line + "\n") }

    private func file(_ name: String) -> PrivateFile { PrivateFile(path: path + "/" + name) }
}
