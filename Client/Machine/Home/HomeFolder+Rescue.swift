#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension HomeFolder {
    /// Saves text that couldn't be saved elsewhere, in a file of its own.
    ///
    /// - Returns: the file's path.
    /// - Throws: `FileError`.
    package func rescue(_ text: String) throws -> String {
        try PrivateFile.makeFolder(rescued)
        return try PrivateFile.alone(in: path) { try rescueAlone(text) }
    }

    private func rescueAlone(_ text: String) throws -> String {
        var number = 1
        while true {
            let path = "\(rescued)/words-\(number).txt"
            do {
                try PrivateFile.create(path, Array(text.utf8))
                return path
            } catch {
                guard error.code == EEXIST else { throw error }
                number += 1
            }
        }
    }
}
