import Commands
import Machine

extension EditorSession: TextEditor {}
