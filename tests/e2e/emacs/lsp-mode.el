;;; lsp-mode.el --- A sitting with lsp-mode  -*- lexical-binding: t -*-

;; emacs --batch -l lsp-mode.el CONFIGURATION PROGRAM SEEN

(package-initialize)
(load (expand-file-name "sitting" (file-name-directory load-file-name)))
(require 'lsp-mode)

(pcase-let ((`(,configuration ,program ,seen) command-line-args-left))
  (setq command-line-args-left nil)
  ;; What belongs to a first start in a folder, and to this machine: nothing of it is asked of the user here.
  (setq lsp-session-file (expand-file-name "lsp-session" user-emacs-directory)
        lsp-enabled-clients '(bytelens)
        lsp-enable-snippet nil
        lsp-restart 'ignore)
  (lsp-workspace-folders-add (file-name-directory program))
  (load configuration)

  (find-file program)
  (lsp)
  (let ((workspace (sitting-wait "a server that is ready"
                                 (lambda ()
                                   (let ((found (car (lsp-workspaces))))
                                     (and found (eq (lsp--workspace-status found) 'initialized) found))))))
    (sitting-saw "server" (symbol-name (lsp--workspace-server-id workspace)))

    (sitting-go-to "arr = np.arange")
    (lsp-describe-thing-at-point)
    (sitting-saw "hover" (sitting-text "*lsp-help*"))
    (sitting-saw "hints" (sitting-labels (lsp-request "textDocument/inlayHint" (sitting-everything))))

    (sitting-go-to "1000")
    (delete-char 4)
    (insert "2000")
    (sitting-saw "hints after an edit"
                 (sitting-labels (lsp-request "textDocument/inlayHint" (sitting-everything))))

    (setq lsp-lens-debounce-interval 0)
    (lsp-lens-mode 1)
    (sitting-saw "lenses"
                 (sitting-wait "lenses on the screen"
                               (lambda ()
                                 (mapcar (lambda (lens)
                                           (substring-no-properties (overlay-get lens 'lsp--lens-contents)))
                                         lsp-lens--overlays))))

    (save-buffer)
    (lsp--send-execute-command "bytelens.server.trace" (vector (list :uri (lsp--buffer-uri))))
    (sitting-saw "hints after a trace"
                 (sitting-wait "hints of what was measured"
                               (lambda ()
                                 (let ((labels (sitting-labels
                                                (lsp-request "textDocument/inlayHint" (sitting-everything)))))
                                   (and (string-match-p "●" (aref (aref labels 0) 2)) labels)))))

    (let ((process (lsp--workspace-proc workspace)))
      (lsp-workspace-shutdown workspace)
      (sitting-wait "the end of the server" (lambda () (not (process-live-p process))))))
  (set-buffer-modified-p nil)
  (sitting-tell seen))
;;; lsp-mode.el ends here
