/// The place of a column in a row: its number, or its name in a list of columns.
package protocol ColumnName {
    var index: Int32 { get }
}

extension Int: ColumnName {
    package var index: Int32 { Int32(self) }
}

/// The columns of a SELECT, in their order. Each is named after its column in the schema.
package protocol ColumnList: ColumnName, CaseIterable, RawRepresentable<Int32> {}

extension ColumnList {
    package var index: Int32 { rawValue }

    /// For the statement, whose text is made once. The schema has `body_hash` for `bodyHash`.
    package static var selected: String {
        allCases.map { column in
            "\(column)".map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()
        }.joined(separator: ", ")
    }
}
