/// What has the whole terminal for a while: keys in, lines out. It knows of no terminal.
package protocol Screen {
    /// It gives the terminal back.
    var isDone: Bool { get }

    mutating func press(_ key: Key)

    /// What is to be seen on a terminal of that size, however small.
    func frame(columns: Int, rows: Int) -> Frame
}
