import Models
import Wire

extension Problem {
    /// Names the invalid field, never its value.
    init(_ error: DecodingError) {
        switch error {
        case .dataCorrupted(let context) where context.codingPath.last?.stringValue == "class":
            self.init(.unknownClass, "There is no such class of record.", detail: context.path)
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            self.init(.malformed, "The request is not valid JSON, or a number in it does not fit.")
        case .dataCorrupted(let context):
            self.init(.malformed, "A field has a value that it cannot have.", detail: context.path)
        case .typeMismatch(_, let context):
            self.init(.malformed, "A field is of a wrong type.", detail: context.path)
        case .valueNotFound(_, let context):
            self.init(.malformed, "A field is null.", detail: context.path)
        case .keyNotFound(let key, let context):
            self.init(.malformed, "A field is missing.", detail: (context.codingPath + [key]).path)
        @unknown default:
            self.init(.malformed, "The request is malformed.")
        }
    }
}

extension DecodingError.Context {
    fileprivate var path: String { codingPath.path }
}

extension [any CodingKey] {
    /// For example `writes[0].record.header.class`. The keys are those of the wire types, so the path contains nothing that a
    /// caller chose.
    fileprivate var path: String {
        isEmpty
            ? "the document itself"
            : reduce(into: "") { path, key in
                if let index = key.intValue {
                    path += "[\(index)]"
                } else {
                    path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
                }
            }
    }
}
