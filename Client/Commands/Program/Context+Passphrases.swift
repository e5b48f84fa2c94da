extension Context {
    /// - Throws: a failure where there is none.
    func passphrase() throws -> String { try read(Wording.passphrase) }

    /// Asked for twice; standard input may hold it once.
    ///
    /// - Throws: a failure where the two differ, or it is too short to be one.
    func newPassphrase() throws -> String {
        if console.isInteractive { mention(Wording.passphraseAdvice) }
        // Nobody is sent back to the shell with the passphrase on the tip of their fingers.
        for _ in 1..<(console.isInteractive ? 3 : 1) {
            do { return try newPassphraseOnce() } catch let failure as Failure { mention(failure.message) }
        }
        return try newPassphraseOnce()
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
