import Commands
import Machine

/// A lock without files or processes.
final class FakeLock: HomeLock {
    var passphrase: String?
    var isLocked = false
    var editorIsOpen = false
    private(set) var period: LockPeriod?

    var hasPassphrase: Bool { passphrase != nil }

    func setPassphrase(_ new: String) throws { passphrase = new }

    func changePassphrase(_ old: String, to new: String) throws {
        try check(old)
        passphrase = new
    }

    func removePassphrase(_ passphrase: String) throws {
        try check(passphrase)
        (self.passphrase, isLocked) = (nil, false)
    }

    func forget() throws -> Bool {
        isLocked = true
        return !editorIsOpen
    }

    func unlock(_ passphrase: String, for period: LockPeriod) throws {
        try use(passphrase)
        self.period = period
    }

    func use(_ passphrase: String) throws {
        try check(passphrase)
        isLocked = false
    }

    private func check(_ given: String) throws {
        guard let passphrase else { throw LockError.noPassphrase }
        guard given == passphrase else { throw LockError.wrongPassphrase }
    }
}
