import Commands
package import Machine
package import Vault

/// The lock of a home on this machine.
package final class SystemLock: HomeLock {
    private let folder: HomeFolder
    private let cost: PassphraseCost
    private let environment: [String: String]
    private let launcher: AgentLauncher
    /// The key that a passphrase or an agent gave to this process.
    private var key: LockKey?

    /// - Parameters:
    ///   - program: the executable to start agents from; by default, this program.
    ///   - cost: the scrypt cost for new passphrases.
    package init(
        folder: HomeFolder, environment: [String: String], program: String? = nil, cost: PassphraseCost = .standard
    ) {
        self.folder = folder
        self.cost = cost
        self.environment = environment
        launcher = AgentLauncher(home: folder, environment: environment, program: program)
    }

    package var hasPassphrase: Bool { get throws { try folder.hasPassphrase } }

    package func setPassphrase(_ new: String) throws {
        try folder.setPassphrase(new, cost: cost, random: .system)
        key = nil
    }

    package func changePassphrase(_ old: String, to new: String) throws {
        try folder.changePassphrase(old, to: new, cost: cost, random: .system)
    }

    package func removePassphrase(_ passphrase: String) throws {
        let key = try folder.lockKey(passphrase)
        try EditorFiles(of: folder).bringBack(key)
        try folder.removePassphrase(passphrase)
        agents.forget()
    }

    package func forget() throws -> Bool {
        key = nil
        agents.forget()
        try folder.finishLocking()
        return try EditorFiles(of: folder).putAway(folder.lock().closing)
    }

    package func unlock(_ passphrase: String, for period: LockPeriod) throws {
        let key = try folder.lockKey(passphrase)
        agents.forget()
        try folder.finishLocking()
        try launcher.launch(key, for: period)
        try EditorFiles(of: folder).bringBack(key)
    }

    package func use(_ passphrase: String) throws {
        let found = try folder.lockKey(passphrase)
        try take(found)
    }

    /// The key, from this process or an agent.
    ///
    /// - Throws: `LockError.locked`.
    func lockKey() throws -> LockKey {
        if let key { return key }
        guard let found = agents.key() else {
            settle()
            throw LockError.locked
        }
        try take(found)
        return found
    }

    /// If no agent has the key, makes sure that nothing stays unencrypted.
    func settle() {
        // If that can't be determined, nothing can be encrypted either.
        guard (try? folder.hasPassphrase) == true, agents.key() == nil else { return }
        try? folder.finishLocking()
        if let closing = try? folder.lock().closing { _ = try? EditorFiles(of: folder).putAway(closing) }
    }

    /// Encrypts a file at once that `settle` would encrypt later.
    ///
    /// - Returns: where it is now.
    func settled(_ file: String) -> String {
        guard (try? folder.hasPassphrase) == true, agents.key() == nil, let closing = try? folder.lock().closing else {
            return file
        }
        return (try? EditorFiles(of: folder).putAway(rescued: file, closing)) ?? file
    }

    private func take(_ found: LockKey) throws {
        do {
            try folder.finishLocking()
            try EditorFiles(of: folder).bringBack(found)
        } catch let error as FileError where error.kind == .readOnly || error.kind == .notPermitted {
            // A home that can only be read is read: what was put away stays so until there's room for it.
        }
        key = found
    }

    private var agents: AgentClient { AgentClient(of: folder, environment: environment) }
}
