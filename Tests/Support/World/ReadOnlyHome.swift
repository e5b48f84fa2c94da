package import ClientCore
import LocalStore

/// A home on a disk that can't be written to.
package struct ReadOnlyHome: HomeStore {
    let inner: SQLiteHome

    package func write<Result>(_ body: (any HomeWriter) throws -> Result) throws -> Result { throw HomeStoreError.readOnly }

    package func read<Result>(_ body: (any HomeReader) throws -> Result) throws -> Result { try inner.read(body) }
}
