import Foundation

/// Every location in a JSON document, and what can be wrong there.
enum JSONPaths {
    /// The paths to all values, by field names and indices; for arrays, only the first three elements.
    static func all(in value: Any, at path: [String] = []) -> [[String]] {
        switch value {
        case let object as [String: Any]:
            object.keys.sorted().flatMap { key in [path + [key]] + all(in: object[key] as Any, at: path + [key]) }
        case let list as [Any]:
            list.prefix(3).enumerated().flatMap { index, element in
                [path + ["\(index)"]] + all(in: element, at: path + ["\(index)"])
            }
        default: []
        }
    }

    static func mutations(of tree: Any, at path: [String]) -> [(String, Any)] {
        let replacements: [(String, Any?)] = [
            ("missing", nil), ("null", NSNull()), ("a number", NSNumber(value: -1)), ("the greatest", NSNumber(value: Int64.max)),
            ("the least", NSNumber(value: Int64.min)), ("beyond", NSNumber(value: 1e300)), ("a text", "x"), ("no text", ""),
            ("32 octets", Data(repeating: 1, count: 32).base64EncodedString()), ("a list", [Any]()), ("an object", [String: Any]()),
            ("a flag", true),
        ]
        return replacements.map { ($0, replacing(tree, path[...], with: $1)) }
    }

    private static func replacing(_ value: Any, _ path: ArraySlice<String>, with new: Any?) -> Any {
        guard let step = path.first else { return new ?? NSNull() }
        if var object = value as? [String: Any] {
            if path.count == 1 {
                object[step] = new
            } else {
                object[step] = replacing(object[step] as Any, path.dropFirst(), with: new)
            }
            return object
        }
        if var list = value as? [Any], let index = Int(step), list.indices.contains(index) {
            if path.count == 1, new == nil {
                list.remove(at: index)
            } else {
                list[index] = path.count == 1 ? new as Any : replacing(list[index], path.dropFirst(), with: new)
            }
            return list
        }
        return value
    }
}
