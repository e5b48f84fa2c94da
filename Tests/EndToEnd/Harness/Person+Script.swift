import Foundation
import ProgramSupport
import Support

extension Person {
    /// A shell script that stands in for an editor.
    func script(_ name: String, _ body: String) throws -> String {
        let path = folder.path(name)
        try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return path
    }
}
