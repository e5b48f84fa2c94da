import FoundationEssentials
package import Models
import Wire

/// Reads what `export --format json` wrote, in this version of the format and earlier ones.
extension Export {
    /// The size in bytes of the longest file that is read.
    package static let fileLimit = 512 << 20

    /// Strict about the fields of an export, and lenient about unknown ones, which may come from a newer version.
    package init(json: Bytes) throws(ExportError) {
        guard json.count <= Self.fileLimit else { throw ExportError(.tooLong(limit: Self.fileLimit)) }
        let data = Data(json)
        do {
            let version = try WireJSON.decode(ExportFile.Head.self, from: data).version
            guard version <= Self.newestVersion else { throw ExportError(.newer(version: version)) }
            guard version >= 1 else { throw ExportError(.notExport) }
            self = try WireJSON.decode(ExportFile.self, from: data).export
        } catch let flaw as ExportError {
            throw flaw
        } catch let error as DecodingError {
            throw ExportError(error)
        } catch {
            throw ExportError(.notJSON)
        }
    }
}

extension ExportError {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let isHead = context.codingPath.isEmpty && key.stringValue == "version"
            self = isHead ? Self(.notExport) : Self(.missing, at: Self.place(context.codingPath + [key]))
        case .valueNotFound(_, let context): self.init(.missing, at: Self.place(context.codingPath))
        case .typeMismatch(let type, let context):
            let place = Self.place(context.codingPath)
            self = place.map { Self(.unexpected(Expected(type)), at: $0) } ?? Self(.notExport)
        case .dataCorrupted(let context):
            self =
                Expected(rawValue: context.debugDescription).map { Self(.unexpected($0), at: Self.place(context.codingPath)) }
                ?? Self(.notJSON)
        @unknown default: self.init(.notJSON)
        }
    }

    /// `nil` for the whole file.
    static func place(_ path: [any CodingKey]) -> String? {
        path.isEmpty ? nil : path.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }.joined()
    }
}

extension ExportError.Expected {
    fileprivate init(_ type: any Any.Type) {
        self =
            switch type {
            case is String.Type: .text
            case is Bool.Type: .flag
            case is Int.Type, is Int64.Type: .number
            case is [Any].Type: .list
            default: .object
            }
    }
}
