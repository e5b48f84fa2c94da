import Catalogue
package import ClientCore
import Commands
import CurlTransport
import LocalStore
package import Machine
package import Models
package import Presentation
import Vault

/// The homes on this machine: folders, each with a database and its key.
package final class SystemHomes: Homes {
    private let folder: HomeFolder
    private let editor: EditorSession
    package let lock: SystemLock
    private var store: SQLiteHome?

    package init(folder: HomeFolder, editor: EditorSession, lock: SystemLock) {
        self.folder = folder
        self.editor = editor
        self.lock = lock
    }

    package func open() throws -> Client {
        guard try folder.isInitialised else { throw ClientError.notInitialised }
        if try folder.isEmptied { throw HomeFolderError.emptied(path: folder.database) }
        try folder.prepare()
        guard let key = try folder.storeKey(of: folder, lockKey: lock.lockKey) else { throw ClientError.notInitialised }
        let opened = try SQLiteHome(path: folder.database)
        store = opened
        return try Self.client(opened, key)
    }

    package func create() throws -> Client {
        try folder.prepare()
        let key = try folder.makeStoreKey(random: .system, lockKey: lock.lockKey)
        let opened = try SQLiteHome(path: folder.database)
        store = opened
        return try Self.client(opened, key)
    }

    package func former(_ name: String) throws -> Client {
        let place: HomeFolder
        do {
            place = try folder.former(name)
        } catch HomeFolderError.noSuchFormer {
            throw Messages.Machine.noSuchFormer(name, existing: try folder.formerNames())
        }
        guard let key = try folder.storeKey(of: place, lockKey: lock.lockKey) else { throw ClientError.notInitialised }
        return try Self.client(SQLiteHome(path: place.database), key)
    }

    package func formerNames() throws -> [String] { try folder.formerNames() }

    package func archive(as name: String) throws -> String {
        store = nil
        return try folder.archive(as: name)
    }

    package func rescue(_ words: Bytes) throws -> String {
        try folder.prepare()
        return lock.settled(try folder.rescue(words))
    }

    package func hasAny() throws -> Bool { try folder.isInitialised || !folder.formerNames().isEmpty }

    package func settle() { lock.settle() }

    package func inspect() -> [HomeInspectionError] {
        folder.openToOthers().map { .openToOthers(path: $0) } + damage() + leftovers() + rescued()
    }

    private func rescued() -> [HomeInspectionError] {
        do {
            let count = try folder.rescuedCount()
            return count == 0 ? [] : [.rescued(folder: folder.rescued, count: count)]
        } catch {
            return [.unreadable(Messages.commandError(error))]
        }
    }

    private func damage() -> [HomeInspectionError] {
        do {
            return try store?.diagnose().damage.isEmpty ?? true ? [] : [.damaged]
        } catch HomeStoreError.corrupt {
            return [.damaged]
        } catch {
            return [.unreadable(Messages.commandError(error))]
        }
    }

    private func leftovers() -> [HomeInspectionError] {
        do {
            return try editor.leftovers().map { .leftBehind($0) }
        } catch {
            return [.unreadable(Messages.commandError(error))]
        }
    }

    private static func client(_ store: SQLiteHome, _ key: SecretKey) throws -> Client {
        Client(
            store: store, storeKey: key, random: .system, now: SystemClock.wall, boot: SystemClock.boot,
            catalogue: try Catalogue.builtIn(),
            connect: { server, budget in
                let transport = CurlTransport(address: server, version: Release.version, effects: .system)
                transport.allow(budget)
                return transport
            })
    }
}
