/// Something that takes over the whole terminal for a while: keys in, lines out. Independent of the terminal itself.
package protocol Screen {
    /// Whether to give the terminal back.
    var isDone: Bool { get }

    mutating func press(_ key: Key)

    /// What to show on a terminal of this size, however small.
    func frame(columns: Int, rows: Int) -> Frame
}
