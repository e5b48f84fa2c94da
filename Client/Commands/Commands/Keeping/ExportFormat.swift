import ArgumentParser

/// The file format of an export.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    /// Complete; `import` reads it.
    case json
    case markdown
    /// A single page to view and print.
    case html
}
