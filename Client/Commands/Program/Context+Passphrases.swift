extension Context {
    /// - Throws: a failure where there is none.
    func passphrase() throws -> String { try read(Wording.passphrase) }

    /// Asked for twice; standard input may hold it once.
    ///
    /// - Throws: a failure where the two differ, or it is too short to be one.
    func newPassphrase() throws -> String {
        if console.isInteractive { mention(Wording.passphraseAdvice) }
        return try patiently(newPassphraseOnce) { $0 as? Failure }
    }

    /// Somebody at a terminal who mistypes a passphrase is asked three times, and not sent back to a shell that shows and remembers what is
    /// typed next.
    ///
    /// - Parameter mistyped: what to say where an error is one; nil where asking again is of no use.
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
