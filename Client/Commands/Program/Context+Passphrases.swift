import Presentation

extension Context {
    /// - Throws: `Failure` if none is given.
    func passphrase() throws -> String { try read(Wording.passphrase) }

    /// Prompts for a new passphrase twice; standard input holds it once.
    ///
    /// - Throws: `Failure` if the two differ, or the passphrase is too short.
    func newPassphrase() throws -> String {
        if console.isInteractive { mention(Wording.passphraseAdvice) }
        return try patiently(newPassphraseOnce) { $0 as? Failure }
    }

    /// Lets a user at a terminal try three times. Otherwise they would be back in a shell that echoes and records what they type
    /// next.
    ///
    /// - Parameter mistyped: the message for an error that is a typing mistake; `nil` if retrying is pointless.
    func patiently<Result>(_ body: () throws -> Result, mistyped: (any Error) -> Failure?) throws -> Result {
        for _ in 1..<(console.isInteractive ? 3 : 1) {
            do { return try body() } catch {
                guard let failure = mistyped(error) else { throw error }
                mention(failure.message)
            }
        }
        return try body()
    }

    private func newPassphraseOnce() throws -> String {
        let first = try read(Wording.newPassphrase)
        guard first.count >= 8 else { throw Wording.passphraseShort }
        let second = console.readSecret(prompt: Wording.newPassphraseAgain)
        guard second == first || second == nil && !console.isInteractive else { throw Wording.passphrasesDiffer }
        return first
    }

    private func read(_ prompt: String) throws -> String {
        guard let line = console.readSecret(prompt: prompt), !line.isEmpty else { throw Wording.passphraseMissing }
        return line
    }
}
