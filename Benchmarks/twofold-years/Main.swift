import Commands
import Foundation
import Machine

/// Simulates some years of two people's evenings, to measure commands on: `twofold-years FOLDER [YEARS]`. FOLDER becomes Ada's home.
@main
enum Main {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let folder = arguments.first, let years = arguments.dropFirst().first.map({ Int($0) }) ?? 5, years > 0 else {
            FileHandle.standardError.write(Data("usage: twofold-years FOLDER [YEARS]\n".utf8))
            exit(64)
        }
        let evenings = try Evenings(HomeFolder(path: folder))
        try evenings.live(days: years * 365)
        print("\(folder): \(evenings.answers) answers of two people in \(years) years")
    }
}
